"""Where the built program starts; both launchers use it."""

import sys

from ui.main import main

sys.exit(main())
