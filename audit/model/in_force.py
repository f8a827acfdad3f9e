"""The configurations of one run: one for everything, and those that folders below have for themselves."""

from collections.abc import Iterator

import msgspec

from audit.model.settings import Configuration


class Below(msgspec.Struct, frozen=True):
    """The configuration of the documents in `folder`, whose path starts where those of the run's documents start."""

    folder: str
    configuration: Configuration

    def inside(self, path: str) -> str | None:
        """The path as seen from the folder; None for what lies elsewhere."""
        if not path.startswith(f"{self.folder}/"):
            return None
        rest = path[len(self.folder) + 1 :]
        return None if rest == ".." or rest.startswith("../") else rest


class InForce(Configuration, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A configuration with those `below` it, the deepest first: each is the whole configuration of its documents.

    `only` and `without` are globs of the command line, which start where the run's do wherever a document lies.
    """

    below: tuple[Below, ...] = ()
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, configuration: Configuration, below: tuple[Below, ...] = (), without: tuple[str, ...] = ()
    ) -> "InForce":
        """A configuration with others below it."""
        if isinstance(configuration, cls) and not below:
            return configuration
        given = {name: getattr(configuration, name) for name in Configuration.__struct_fields__}
        return cls(**given, below=below, without=without)

    def nearest(self, path: str) -> tuple[Configuration, str]:
        """The configuration of a document, and its path as that sees it."""
        for below in self.below:
            if (inside := below.inside(path)) is not None:
                return below.configuration, inside
        return self, path

    def every(self) -> Iterator[tuple[str, Configuration]]:
        """All of them, each with its folder."""
        yield "", self
        for below in self.below:
            yield below.folder, below.configuration

    def exclusions(self, path: str) -> Iterator[tuple[str, str]]:
        """Globs that would leave a path out, each with the path as it sees it. What one configuration leaves out, a
        configuration that lies in it does not bring back."""
        nearest, inside = self.nearest(path)
        if nearest is self:
            yield from super().exclusions(path)
            return
        yield from nearest.exclusions(inside)
        yield from ((glob, path) for glob in self.without)
        yield from self.exclusions(path[: -len(inside) - 1])

    def inclusions(self, path: str) -> Iterator[tuple[str, str]]:
        """The globs one of which must mean a document in a folder, if there are any."""
        nearest, inside = self.nearest(path)
        if self.only or nearest is self:
            yield from super().inclusions(path)
        else:
            yield from nearest.inclusions(inside)
