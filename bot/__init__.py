"""The assistant: messages and conversations as values, the engine between them, the channels around."""
