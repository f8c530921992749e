namespace Tombolo.Server.Mailboxes;

/// <summary>The <c>&lt;to&gt;</c> of one device as a byte range of the payload.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct DevicePart([property: Id(0)] int Device, [property: Id(1)] int Start, [property: Id(2)] int Length);
