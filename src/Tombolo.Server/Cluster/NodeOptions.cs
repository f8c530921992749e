using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Tombolo.Server.Cluster;

/// <summary>
/// This process as one of several nodes. The database is the cluster: nodes that share one find each other there. Needs PostgreSQL, and the same
/// <c>keys/host.key</c> in every data folder.
/// </summary>
public sealed class NodeOptions
{
    /// <summary>TCP port on which the other nodes reach this one, 1 to 65,535; 0 for a host alone. Default 0.</summary>
    [Range(0, 65_535)]
    public int Port { get; set; }

    /// <summary>
    /// The address the other nodes reach it at, and the only one it listens on for them. What nodes say to each other is not encrypted: loopback, or
    /// a network that only the nodes are in. Default 127.0.0.1.
    /// </summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>
    /// Where clients that use TLS from the first byte reach this very node (<c>host:port</c>): told to those it has, to come back to after a broken connection (XEP-0198 <c>location</c>),
    /// and by other nodes to those they have when they are emptied. Null tells them nothing. Default null.
    /// </summary>
    public string? Location { get; set; }

    /// <summary>The same for clients that begin with STARTTLS. Default null.</summary>
    public string? StartTlsLocation { get; set; }

    /// <summary>
    /// Time between becoming unready and closing connections when the node stops, in which a proxy notices and sends nobody new. 0 to 5 minutes, default 0.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan DrainTime { get; set; }

    /// <summary>Whether there may be other nodes.</summary>
    internal bool IsClustered => Port != 0;
}
