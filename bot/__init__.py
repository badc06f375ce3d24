"""The assistant: messages and conversations as values, the engine between them, the channels around.

What numpy and pydantic would do at every start and nothing here needs is left out.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no matrix here is large; threads for them cost 50 ms
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some takes 10 ms
