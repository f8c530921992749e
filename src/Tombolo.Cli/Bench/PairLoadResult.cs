namespace Tombolo.Cli.Bench;

/// <summary>What one round of pairs measured. Latency is from sending to delivered and acknowledged, in milliseconds.</summary>
internal sealed record PairLoadResult(
    double MessagesPerSecond,
    double MessagesPerServerCpuSecond,
    double MedianMilliseconds,
    double NinetyNinthMilliseconds,
    long Messages,
    long Broken,
    long ServerResidentBytes,
    double LoadCpuMicroseconds);
