"""Where people meet the assistant. A channel knows messages and the assistant, never the engine or another channel."""
