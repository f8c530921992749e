namespace Tombolo.Cli.Bench.Compare;

/// <summary>What a figure counts.</summary>
internal enum Measure
{
    /// <summary>Messages or logins a second.</summary>
    PerSecond,

    /// <summary>The same for each second of processor time that the server used.</summary>
    PerCpuSecond,

    /// <summary>Half were faster, milliseconds.</summary>
    Median,

    /// <summary>Ninety-nine of a hundred were faster, milliseconds.</summary>
    NinetyNinth,

    /// <summary>Kilobytes of the server's memory for each connection.</summary>
    Kilobytes,

    /// <summary>Things that went missing or broke.</summary>
    Lost,

    /// <summary>Processor time that the load itself used for each message, microseconds.</summary>
    LoadMicroseconds,
}
