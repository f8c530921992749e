namespace Tombolo.Server.Cluster;

/// <summary>The ways of <see cref="IDeviceSession"/>. A number stays what it is: nodes of two versions speak with each other.</summary>
[GenerateSerializer, Alias("tombolo.session-order-kind")]
internal enum SessionOrderKind
{
    Offer = 0,
    Push = 1,
    FactsChanged = 2,
    End = 3,
    Lag = 4,
    Reattach = 5,
}
