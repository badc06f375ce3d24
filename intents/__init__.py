"""Understanding a question: normalising, segmenting, matching, aspects, moves. Imports nothing else of the project."""
