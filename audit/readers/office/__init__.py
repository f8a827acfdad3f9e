"""Readers of office documents: archives whose members are XML."""
