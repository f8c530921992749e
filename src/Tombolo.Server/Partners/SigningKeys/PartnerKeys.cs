using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Tombolo.Server.Partners.SigningKeys;

/// <summary>The partners' public keys: fetched when needed, kept as long as the partner's HTTP headers say, between a minute and a day.</summary>
internal sealed partial class PartnerKeys(KeySetFetcher fetcher, TimeProvider time, ILogger<PartnerKeys> logger) : IDisposable
{
    /// <summary>An unknown key id is a reason to ask again, but not more often than this: anybody can make up key ids.</summary>
    public static readonly TimeSpan RefetchAfter = TimeSpan.FromMinutes(1);

    /// <summary>After a failed fetch. Long enough to spare a partner that is down, short enough not to keep its people waiting.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.Ordinal);

    /// <summary>
    /// The keys a token with this key id may be signed with; empty when the partner has no such key, null when its keys cannot be had now.
    /// </summary>
    public async Task<IReadOnlyList<SecurityKey>?> FindAsync(Partner partner, string keyId, CancellationToken cancellationToken)
    {
        var slot = _slots.GetOrAdd(partner.Id, _ => new Slot());
        await slot.Turn.WaitAsync(cancellationToken);
        try
        {
            await RefreshAsync(partner, slot, keyId, cancellationToken);
            return slot.Keys is { } keys && slot.FreshUntil > time.GetUtcNow() ? keys.Matching(keyId) : null;
        }
        finally
        {
            slot.Turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var slot in _slots.Values)
        {
            slot.Turn.Dispose();
        }
    }

    private async Task RefreshAsync(Partner partner, Slot slot, string keyId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isFresh = slot.Keys is not null && slot.FreshUntil > now;
        if ((isFresh && slot.Keys!.Matching(keyId).Count > 0) || slot.AskAgainAt > now)
        {
            return;
        }

        var fetched = await fetcher.FetchAsync(partner, cancellationToken);
        slot.AskAgainAt = now + (fetched.Keys is null ? RetryAfter : RefetchAfter);
        if (fetched.Keys is { } keys)
        {
            slot.Keys = keys;
            slot.FreshUntil = now + fetched.Lifetime;
        }
        else
        {
            LogUnavailable(partner.Id, fetched.Failure!);
        }
    }

    [LoggerMessage(2101, LogLevel.Warning, "The keys of partner {Partner} cannot be fetched: {Reason}.")]
    private partial void LogUnavailable(string partner, string reason);

    private sealed class Slot
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public KeySet? Keys { get; set; }

        public DateTimeOffset FreshUntil { get; set; } = DateTimeOffset.MinValue;

        public DateTimeOffset AskAgainAt { get; set; } = DateTimeOffset.MinValue;
    }
}
