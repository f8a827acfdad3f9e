"""The scripts of `audit completion`, one for each shell."""

from collections.abc import Iterable, Sequence

from audit.cli.completion_command import Command, Option

BASH = """\
# Completion of `audit` for bash: eval "$(audit completion bash)"
_audit() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} words=""
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        COMPREPLY=($(compgen -W '{names}' -- "$current"))
        return
    fi
    # Where nothing is said here, files are meant: readline completes those (`-o default`).
    case ${{COMP_WORDS[1]}} in
{cases}
    esac
    [[ -z $words ]] || COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _audit audit
"""
ZSH = """\
#compdef audit
# Completion of `audit` for zsh: save it as _audit in a folder of $fpath, or eval "$(audit completion zsh)"
_audit() {{
    local -a commands
    commands=(
{names}
    )
    if (( CURRENT == 2 )); then
        _describe command commands
        return
    fi
    local command=$words[2]
    shift words
    (( CURRENT-- ))
    case $command in
{cases}
    esac
}}
if [[ $funcstack[1] == _audit ]]; then _audit "$@"; else compdef _audit audit; fi
"""
FISH = """\
# Completion of `audit` for fish: save it as ~/.config/fish/completions/audit.fish
"""


def bash_script(commands: Sequence[Command]) -> str:
    """For bash 3.2 and later."""
    cases = "\n".join(f"    {command.name})\n{bash_case(command)}        ;;" for command in commands)
    return BASH.format(names=" ".join(command.name for command in commands), cases=cases)


def bash_case(command: Command) -> str:
    """One command: values behind its options, its options, its arguments."""
    lines = ["        case $previous in"]
    for option in command.options:
        if option.value:
            act = f"words={quoted(' '.join(option.words))}" if option.words else "return"
            lines.append(f"        {'|'.join(option.names)}) {act} ;;")
    names = " ".join(name for option in command.options for name in option.names)
    lines.append(f"        *) if [[ $current == -* ]]; then words={quoted(names)}")
    lines.append(f"           else words={quoted(' '.join(command.words))}; fi ;;")
    lines.append("        esac")
    return "\n".join(lines) + "\n"


def zsh_script(commands: Sequence[Command]) -> str:
    """For zsh with its completion system."""
    names = "\n".join(
        "        " + quoted(f"{command.name}:{escaped(command.help, ':')}") for command in commands
    )
    cases = "\n".join(
        f"    {command.name})\n        _arguments -S \\\n            "
        + " \\\n            ".join(zsh_specs(command))
        + "\n        ;;"
        for command in commands
    )
    return ZSH.format(names=names, cases=cases)


def zsh_specs(command: Command) -> Iterable[str]:
    """What `_arguments` is told of a command."""
    for option in command.options:
        for name in option.names:
            head = "*" if option.repeatable else f"({' '.join(option.names)})"
            yield quoted(f"{head}{name}[{escaped(option.help, '[]:')}]{zsh_value(option)}")
    words = f"({' '.join(command.words)})" if command.words else "_files"
    yield quoted(f"*:argument:{words}")


def zsh_value(option: Option) -> str:
    """The value behind an option."""
    if not option.value:
        return ""
    words = f"({' '.join(option.words)})" if option.words else "_files" if option.files else " "
    return f":{escaped(option.value, ':')}:{words}"


def fish_script(commands: Sequence[Command]) -> str:
    """For fish."""
    lines = [
        f"complete -c audit -f -n __fish_use_subcommand -a {command.name} -d {fish_quoted(command.help)}"
        for command in commands
    ]
    for command in commands:
        only = f"complete -c audit -n {fish_quoted(f'__fish_seen_subcommand_from {command.name}')}"
        if command.words:
            lines.append(f"{only} -f -a {fish_quoted(' '.join(command.words))}")
        for option in command.options:
            names = " ".join(
                f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names
            )
            value = "" if not option.value else " -r -F" if option.files else " -x"
            words = f" -a {fish_quoted(' '.join(option.words))}" if option.words else ""
            lines.append(f"{only} {names}{value}{words} -d {fish_quoted(option.help)}")
    return FISH + "\n".join(lines) + "\n"


def quoted(words: str) -> str:
    """One word for bash and zsh."""
    return "'" + words.replace("'", "'\\''") + "'"


def fish_quoted(words: str) -> str:
    """One word for fish."""
    return "'" + words.replace("\\", "\\\\").replace("'", "\\'") + "'"


def escaped(words: str, chars: str) -> str:
    """With a backslash before what zsh would take for the end of a part."""
    return "".join(f"\\{char}" if char in chars or char == "\\" else char for char in words)
