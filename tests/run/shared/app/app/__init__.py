from .model import Account, Ledger
__all__ = ["Account", "Ledger"]
