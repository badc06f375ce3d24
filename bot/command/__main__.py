"""python -m bot.command"""

import sys

from bot.command import main

sys.exit(main())
