using Microsoft.Extensions.Options;
using Tombolo.Partner.Discovery;

namespace Tombolo.Partner.Keys;

/// <summary>
/// The life of the keys. A key is published one overlap before it signs, signs for one lifetime, and stays published one overlap longer, so that no host ever meets
/// a signature whose key it could not have cached. After a long pause the old key goes on signing until its successor has been published that long.
/// The ring turns when it is asked, there is no timer to own.
/// </summary>
internal sealed class SigningKeyRing(SigningKeyFolder folder, IOptions<TomboloPartnerOptions> options, TimeProvider time) : IDisposable
{
    private readonly Lock _turning = new();
    private readonly List<SigningKey> _keys = [];
    private readonly TimeSpan _lifetime = options.Value.KeyLifetime;
    private readonly TimeSpan _overlap = options.Value.KeyOverlap;
    private bool _loaded;

    /// <summary>The key that signs now.</summary>
    public SigningKey Current()
    {
        lock (_turning)
        {
            var now = Turn();
            return _keys.Last(key => key.SignsFrom <= now);
        }
    }

    /// <summary>Every key a host may meet now or soon.</summary>
    public IReadOnlyList<PublicKeyDocument> Published()
    {
        lock (_turning)
        {
            Turn();
            return [.. _keys.Select(key => key.Public)];
        }
    }

    public void Dispose()
    {
        lock (_turning)
        {
            _keys.ForEach(key => key.Dispose());
            _keys.Clear();
        }
    }

    private DateTimeOffset Turn()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        if (!_loaded)
        {
            _keys.AddRange(folder.Load().OrderBy(key => key.SignsFrom));
            _loaded = true;
        }

        if (!_keys.Exists(key => key.SignsFrom <= now))
        {
            Add(now);
        }
        else if (_keys[^1].SignsFrom + _lifetime - _overlap <= now)
        {
            var planned = _keys[^1].SignsFrom + _lifetime;
            Add(planned > now + _overlap ? planned : now + _overlap);
        }

        DropRetired(now);
        return now;
    }

    private void Add(DateTimeOffset signsFrom)
    {
        var key = SigningKey.Create(signsFrom);
        folder.Save(key);
        _keys.Add(key);
        _keys.Sort((left, right) => left.SignsFrom.CompareTo(right.SignsFrom));
    }

    private void DropRetired(DateTimeOffset now)
    {
        while (_keys.Count > 1 && _keys[1].SignsFrom + _overlap <= now)
        {
            // Not disposed: a token may be in the making with it. The collector closes it.
            folder.Delete(_keys[0]);
            _keys.RemoveAt(0);
        }
    }
}
