namespace Tombolo.Cli.Bench;

/// <summary>What one round of pairs measured. Latency is from sending to delivered and acknowledged, in milliseconds; processor time of the load and of the store is for one message.</summary>
internal sealed record PairLoadResult(
    double MessagesPerSecond,
    double MessagesPerServerCpuSecond,
    double MedianMilliseconds,
    double NinetyNinthMilliseconds,
    long Messages,
    long Broken,
    long ServerResidentBytes,
    double LoadCpuMicroseconds,
    double StoreCpuMicroseconds);
