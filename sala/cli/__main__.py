import sys

from sala.cli import main

sys.exit(main())
