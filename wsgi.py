"""What gunicorn serves."""

from jobmatch.app import create_app

app = create_app()
