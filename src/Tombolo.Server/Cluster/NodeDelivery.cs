using Tombolo.Server.Accounts;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>A batch of one sender for an account that lives on another node; many of them share a call.</summary>
[GenerateSerializer, Immutable, Alias("tombolo.node-delivery")]
internal sealed record NodeDelivery([property: Id(0)] AccountAddress Account, [property: Id(1)] InboundMessage[] Messages)
{
    /// <summary>What it weighs in a call, about.</summary>
    public int Bytes
    {
        get
        {
            var bytes = 0;
            foreach (var message in Messages)
            {
                foreach (var content in message.Contents)
                {
                    bytes += content.Content.Length;
                }
            }

            return bytes;
        }
    }
}
