"""The exceptions that users of the package can meet."""


class KgError(Exception):
    """Something the user can understand and mend; its only argument is one line: what, where, what to do."""


class InputError(KgError):
    """An article, or another file given by the user, cannot be read."""


class KnowledgeError(KgError):
    """The ontology, or an addition of the user's to it, is not well formed."""


class StoreError(KgError):
    """A store cannot be opened, read or written."""


class QueryError(KgError):
    """A query is not valid, or its parameters do not fit it."""


class LimitError(KgError):
    """A query took more time or memory than it may, or was ended for another reason."""


class VerdictError(KgError):
    """A verdict cannot be given: there is no such statement, or the correction does not fit it."""


class PluginError(KgError):
    """No extractor, store or executor has the name asked for."""


class ModelError(KgError):
    """Models of a language cannot be found, fetched or loaded."""


class ServerError(KgError):
    """The server of a language model cannot be used at all: the run ends."""


class AnswerError(KgError):
    """A language model gives no usable answer for one article; the others are read all the same."""
