// One demo and one browser at a time: the measurement would measure the other tests.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
