using System.Buffers;
using System.Collections.Concurrent;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Streams;

/// <summary>What is offered at each point of a login, written once: it is the same for all connections of a kind, and each asks for it twice.</summary>
internal sealed class StreamOffers
{
    private readonly ConcurrentDictionary<StreamOfferKind, byte[]> _written = [];

    /// <summary>The element for connections of this kind, in the form its framing has.</summary>
    /// <param name="kind">All that the features depend on.</param>
    /// <param name="features">The features of that kind.</param>
    /// <param name="connection">What is given to <paramref name="features"/>.</param>
    public ReadOnlySpan<byte> Find(in StreamOfferKind kind, Func<ClientConnection, StreamFeatures> features, ClientConnection connection) =>
        _written.TryGetValue(kind, out var written) ? written : _written.GetOrAdd(kind, Write(features(connection), kind.Framing));

    private static byte[] Write(StreamFeatures features, StreamFraming framing)
    {
        var output = new ArrayBufferWriter<byte>();
        features.Write(output, framing);
        return output.WrittenSpan.ToArray();
    }
}
