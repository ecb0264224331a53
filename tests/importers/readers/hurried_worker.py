"""The worker with a smaller limit of processor time, so that a test of the limit is soon over."""

from generator.importers.readers import confinement, worker

confinement.MAX_CPU_SECONDS = 1

if __name__ == "__main__":
    worker.main()
