"""An encoder: texts in, vectors of their tokens out."""

import inspect
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from audit.model.errors import UsageError
from audit.model.model_choice import ModelChoice
from audit.neural.batches import in_batches, padded, padded_ids, step_of
from audit.neural.folder import model_folder
from audit.neural.libraries import libraries
from audit.neural.loading import Loaded, loaded
from audit.neural.windows import Window, windows


class Vectors(msgspec.Struct, frozen=True):
    """One text: the vector of the whole, the places of its tokens in code points, and per layer their vectors (a
    tensor of tokens × width, fp32, on the CPU, of length 1 each)."""

    whole: Any
    spans: tuple[tuple[int, int], ...]
    layers: dict[int, Any]


class Encoder:
    """A frozen encoder. Layer 0 is what it is fed, the last is its output."""

    def __init__(self, choice: ModelChoice, allow_download: bool = False) -> None:
        options = {"add_pooling_layer": False} if has_pooler(choice, allow_download) else {}
        self.loaded: Loaded = loaded(choice, "AutoModel", allow_download, **options)
        self.batch = choice.batch
        self.prefix = (
            own_prefix(Path(self.loaded.model.name_or_path)) if choice.prefix is None else choice.prefix
        )
        self.last = int(self.loaded.model.config.num_hidden_layers)
        self.width = int(self.loaded.model.config.hidden_size)
        if choice.layer is not None and choice.layer > self.last:
            raise UsageError(f"model {choice.model}: layer {choice.layer}: it has {self.last}")

    def vectors(self, texts: Sequence[str], layers: Sequence[int]) -> list[Vectors]:
        """The vectors of texts, those of tokens at the layers asked for. Memory grows with the texts: ask in parts."""
        kit = self.loaded
        cut = windows(kit.tokenizer, texts, kit.longest, self.prefix)
        flat = [window for group in cut for window in group]
        step = step_of(kit.device)
        wanted = sorted(set(layers))

        def shape(window: Window) -> tuple[int, ...]:
            return (min(padded(len(window.ids), step), max(kit.longest, len(window.ids))),)

        def compute(shown: Sequence[Window]) -> list[tuple[Any, dict[int, Any]]]:
            return self._run(shown, shape(shown[0])[0], wanted)

        results = iter(in_batches(flat, shape, compute, self.batch))
        return [self._joined(group, [next(results) for _ in group], wanted) for group in cut]

    def _run(
        self, shown: Sequence[Window], width: int, layers: Sequence[int]
    ) -> list[tuple[Any, dict[int, Any]]]:
        torch, kit = libraries().torch, self.loaded
        ids, mask = padded_ids(
            [window.ids for window in shown], width, kit.tokenizer.pad_token_id or 0, kit.device
        )
        with torch.inference_mode():
            inner = any(layer != self.last for layer in layers)
            output = kit.model(input_ids=ids, attention_mask=mask, output_hidden_states=inner)
            last = output.last_hidden_state.float()
            sums = (last * mask.unsqueeze(-1)).sum(1).cpu()
            states = {
                layer: (last if layer == self.last else output.hidden_states[layer].float()).cpu()
                for layer in layers
            }
        # Slices would keep the whole batch alive.
        return [
            (sums[row], {layer: state[row, : len(window.ids)].clone() for layer, state in states.items()})
            for row, window in enumerate(shown)
        ]

    def _joined(
        self, group: Sequence[Window], results: Sequence[tuple[Any, dict[int, Any]]], layers: Sequence[int]
    ) -> Vectors:
        """One text of its windows. A token that two windows hold is taken from the one where it has more around it."""
        torch = libraries().torch
        count = sum(len(window.ids) for window in group)
        whole = torch.nn.functional.normalize(sum(sums for sums, _ in results) / count, dim=0)
        if len(group) == 1:
            own = [(row, span) for row, span in enumerate(group[0].spans) if span is not None]
            only = [row for row, _ in own]
            return Vectors(
                whole,
                tuple(span for _, span in own),
                {
                    layer: torch.nn.functional.normalize(results[0][1][layer][only], dim=-1)
                    for layer in layers
                },
            )
        chosen: dict[tuple[int, int, int], tuple[int, int, int]] = {}
        for number, window in enumerate(group):
            twins: dict[tuple[int, int], int] = {}
            for row, span in enumerate(window.spans):
                if span is None:
                    continue
                twins[span] = (
                    twins.get(span, -1) + 1
                )  # letters of three bytes may be three tokens at one place
                room = min(row, len(window.ids) - 1 - row)
                key = (*span, twins[span])
                if key not in chosen or room > chosen[key][0]:
                    chosen[key] = (room, number, row)
        keys = sorted(chosen)
        rows = [chosen[key][1:] for key in keys]
        states = {}
        for layer in layers:
            taken = [results[number][1][layer][row] for number, row in rows]
            stacked = torch.stack(taken) if taken else torch.zeros(0, self.width)
            states[layer] = torch.nn.functional.normalize(stacked, dim=-1)
        return Vectors(whole, tuple((start, end) for start, end, _ in keys), states)


def has_pooler(choice: ModelChoice, allow_download: bool) -> bool:
    """True for a model that makes a layer for its first token alone, which nobody here reads."""
    folder = model_folder(choice, allow_download)
    transformers = libraries().transformers
    try:
        config = transformers.AutoConfig.from_pretrained(
            str(folder.path), local_files_only=True, trust_remote_code=False
        )
        made = transformers.MODEL_MAPPING[type(config)]
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(f"model {choice.model}: no encoder: {str(error).splitlines()[0][:300]}") from error
    return "add_pooling_layer" in inspect.signature(made.__init__).parameters


def own_prefix(folder: Path) -> str:
    """What a model's folder says is put before every text."""
    try:
        said = json.loads((folder / "config_sentence_transformers.json").read_text(encoding="utf-8"))
        prefix = said["prompts"][said["default_prompt_name"]]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return prefix if isinstance(prefix, str) else ""
