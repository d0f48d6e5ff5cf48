"""The tests. Set before anything is imported that does arithmetic: the workers of a run share the processors already.

Where a library starts a thread for each processor in each worker, these wait for each other, busily: training took five
times the processor time.
"""

import os

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(threads, "1")
