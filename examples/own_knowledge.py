"""Reads sentences with names and cues of one's own, kept in the folder examples/knowledge.

python examples/own_knowledge.py
"""

from pathlib import Path

from kg.extractors.rules import Rules
from kg.model import Document, Extraction
from kg.vocabulary import knowledge

FOLDER = Path(__file__).parent / "knowledge"
SENTENCES = (
    "انتقدت مجموعة أصدقاء سوريا روسيا.",  # an actor of its own
    "انتقدت أرض الكنانة إثيوبيا.",  # a further name of Egypt
    "أهدت اليابان كينيا خمس سيارات إسعاف.",  # a further cue
)


def main() -> None:
    """Print what is read from each sentence with the folder's knowledge."""
    documents = (Document(id=str(number), text=text) for number, text in enumerate(SENTENCES))
    for found in Rules(knowledge=knowledge(FOLDER))(documents):
        if isinstance(found, Extraction):
            for statement in found.statements:
                print(statement.source, statement.kind, statement.target)


if __name__ == "__main__":
    main()
