using System.Net.Http.Headers;

namespace Tombolo.Server.Partners.Outbound;

/// <summary>A document, or why there is none (a word for the log, never from the peer).</summary>
internal readonly record struct OutboundReply(ReadOnlyMemory<byte> Body, CacheControlHeaderValue? Caching, string? Failure)
{
    public bool Succeeded => Failure is null;

    public static OutboundReply Success(ReadOnlyMemory<byte> body, CacheControlHeaderValue? caching) => new(body, caching, null);

    public static OutboundReply Failed(string failure) => new(default, null, failure);
}
