"""From a plan to the files a manager uses. Each is made whole in memory; `api.export.write` puts them in place."""
