// One fault at a time: what breaks in one test must not be what another test counts on.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
