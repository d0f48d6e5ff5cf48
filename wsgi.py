"""What gunicorn serves."""

from jobmatch import logs
from jobmatch.app import create_app

logs.to_stderr()

app = create_app()
