"""Static files with the hash of their content in their names, compressed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Imports between our modules name the hashed file too.

    A page and another module would else load two copies of one module under two names, and each copy would
    listen, save and send for itself.
    """

    support_js_module_import_aggregation = True
