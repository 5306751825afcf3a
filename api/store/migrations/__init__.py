"""The steps from an empty database to the tables of `api.store.tables`; run by `api.store.migrate`."""
