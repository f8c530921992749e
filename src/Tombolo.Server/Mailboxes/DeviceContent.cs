namespace Tombolo.Server.Mailboxes;

/// <summary>
/// What one device gets: a stanza up to, not including, its <c>entry</c> element and end tag. Device 0 stands for every device.
/// The array is never written to again.
/// </summary>
[GenerateSerializer, Immutable]
internal readonly record struct DeviceContent([property: Id(0)] int Device, [property: Id(1)] byte[] Content);
