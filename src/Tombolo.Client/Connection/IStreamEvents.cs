using System.Xml.Linq;

namespace Tombolo.Client.Connection;

/// <summary>What a stream tells the device. Called one after the other, in the order of the stream.</summary>
internal interface IStreamEvents
{
    /// <summary>A message came; when this completes it counts as handled.</summary>
    Task ReceivedAsync(XElement message, CancellationToken cancellationToken);

    /// <summary>The host has stored these.</summary>
    Task AcknowledgedAsync(IReadOnlyList<string> stanzaIds, CancellationToken cancellationToken);
}
