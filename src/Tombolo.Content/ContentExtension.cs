namespace Tombolo.Content;

/// <summary>One extension: a number or a name, and a CBOR value that is kept as it came.</summary>
public sealed record ContentExtension
{
    /// <summary>Number of the extension that holds the sender's URI.</summary>
    public const long SenderUri = 1;

    /// <summary>Number of the extension that holds the room's URI.</summary>
    public const long RoomUri = 2;

    /// <summary>The number; null when <see cref="Name"/> is used.</summary>
    public long? Number { get; init; }

    /// <summary>The name, 1 to 255 bytes; null when <see cref="Number"/> is used.</summary>
    public string? Name { get; init; }

    /// <summary>One encoded CBOR item.</summary>
    public required ReadOnlyMemory<byte> Value { get; init; }
}
