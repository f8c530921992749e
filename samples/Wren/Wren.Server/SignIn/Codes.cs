using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tombolo.Interop.Development;

namespace Wren.Server.SignIn;

/// <summary>One-time codes for e-mail addresses, in memory: six digits, ten minutes, five tries, ten an hour for one address.</summary>
internal sealed class Codes(TimeProvider time)
{
    private const int Tries = 5;
    private const int PerHour = 10;
    private const int Kept = 100;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Pending> _pending = [];
    private readonly LinkedList<OutboxMessage> _sent = new();

    /// <summary>Makes a code and "sends" it; null when the address had too many.</summary>
    public string? Send(string email)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            Forget(now);
            if (_sent.Count(message => message.Number == email && message.SentAt > now.AddHours(-1)) >= PerHour)
            {
                return null;
            }

            var id = Guid.NewGuid().ToString("N");
            var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
            _pending[id] = new Pending(email, code, now + Lifetime, Tries);
            _sent.AddFirst(new OutboxMessage { Number = email, Code = code, SentAt = now });
            return id;
        }
    }

    /// <summary>The address that the code belongs to, if it is the right one; the code is used up then.</summary>
    public string? Check(string id, string code)
    {
        lock (_lock)
        {
            if (!_pending.TryGetValue(id, out var pending) || pending.Ends <= time.GetUtcNow() || pending.TriesLeft == 0)
            {
                return null;
            }

            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(pending.Code)))
            {
                _pending.Remove(id);
                return pending.Email;
            }

            _pending[id] = pending with { TriesLeft = pending.TriesLeft - 1 };
            return null;
        }
    }

    /// <summary>What was sent, newest first.</summary>
    public IReadOnlyList<OutboxMessage> Sent(string? email)
    {
        lock (_lock)
        {
            return [.. _sent.Where(message => email is null || message.Number == email)];
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var id in _pending.Where(entry => entry.Value.Ends <= now).Select(entry => entry.Key).ToArray())
        {
            _pending.Remove(id);
        }

        while (_sent.Count > Kept)
        {
            _sent.RemoveLast();
        }
    }

    private sealed record Pending(string Email, string Code, DateTimeOffset Ends, int TriesLeft);
}
