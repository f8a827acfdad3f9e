"""Words that address a reader formally or familiarly: "Sie" and "du", "usted" and "tú"."""

from functools import cache

import msgspec

from audit.language.catalogue import decode, table


class AddressForms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/address_forms/`, every word lower case but those of `formal_capital`.

    `formal_capital` address a reader only with their capital, inside a sentence. Commands do so only where a sentence
    begins; elsewhere they are other forms of the verb.
    """

    formal: frozenset[str] = frozenset()
    formal_capital: frozenset[str] = frozenset()
    formal_commands: frozenset[str] = frozenset()
    familiar: frozenset[str] = frozenset()
    familiar_commands: frozenset[str] = frozenset()

    @property
    def anchors(self) -> frozenset[str]:
        """All words, lower case."""
        return self.formal.union(
            map(str.lower, self.formal_capital), self.formal_commands, self.familiar, self.familiar_commands
        )


@cache
def address_forms(tag: str) -> AddressForms | None:
    """The words of a language; None where nobody listed them."""
    base = tag.partition("-")[0]
    return decode("address_forms", base, AddressForms) if base in table("address_forms") else None
