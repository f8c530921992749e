namespace Tombolo.Server.Mailboxes;

/// <summary>What became of one message: committed (or rightly dropped) when <see cref="Refusal"/> is null.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct DeliveryResult([property: Id(0)] ErrorCode? Refusal, [property: Id(1)] byte[]? Extra = null)
{
    /// <summary>The sender may be acknowledged.</summary>
    public static DeliveryResult Done { get; }
}
