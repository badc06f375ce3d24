"""What one would pick instead: four usual ways to find the topic of a question by example questions.

Each is made of example questions and their topics. It answers every question with a topic and how sure it is of it;
from which sureness on it is believed is fitted outside, the same way for all.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence

import bm25s
import jieba
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

Rival = Callable[[str], tuple[str, float]]  # question to topic and sureness


def bm25(texts: Sequence[str], topics: Sequence[str]) -> Rival:
    """BM25 over jieba's words; the example with the highest score wins."""
    index = bm25s.BM25()
    index.index([jieba.lcut(text) for text in texts], show_progress=False)

    def ask(text: str) -> tuple[str, float]:
        found, scores = index.retrieve([jieba.lcut(text)], k=1, show_progress=False)
        return topics[int(found[0, 0])], float(scores[0, 0])

    return ask


def svm(texts: Sequence[str], topics: Sequence[str]) -> Rival:
    """TF-IDF of one to three characters and a linear support vector machine. Sure by the decision value."""
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    machine = LinearSVC().fit(vectorizer.fit_transform(texts), topics)

    def ask(text: str) -> tuple[str, float]:
        values = machine.decision_function(vectorizer.transform([text]))[0]
        best = int(values.argmax())
        return str(machine.classes_[best]), float(values[best])

    return ask


def fuzzy(texts: Sequence[str], topics: Sequence[str]) -> Rival:
    """rapidfuzz over all examples; the likest wins (its `ratio` does better here than its default, WRatio)."""

    def ask(text: str) -> tuple[str, float]:
        _, likeness, place = process.extractOne(text, texts, scorer=fuzz.ratio)
        return topics[place], likeness

    return ask


def keywords(texts: Sequence[str], topics: Sequence[str]) -> Rival:
    """Words of jieba in common (Jaccard); the example with most wins."""
    held = [set(jieba.lcut(text)) for text in texts]
    having: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(held):
        for word in words:
            having[word].append(place)

    def ask(text: str) -> tuple[str, float]:
        words = set(jieba.lcut(text))
        common: dict[int, int] = defaultdict(int)
        for word in words:
            for place in having.get(word, ()):
                common[place] += 1
        if not common:
            return "", 0.0
        share, place = max((count / (len(words) + len(held[place]) - count), place) for place, count in common.items())
        return topics[place], share

    return ask


RIVALS = {
    "bm25s + jieba": bm25,
    "TF-IDF + SVM": svm,
    "rapidfuzz": fuzzy,
    "jieba keywords": keywords,
}
