// One demo and one browser at a time: the measurement would measure the other tests.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
