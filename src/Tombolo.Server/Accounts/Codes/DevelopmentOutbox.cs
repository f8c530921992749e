using Tombolo.Interop.Development;

namespace Tombolo.Server.Accounts.Codes;

/// <summary>Development only: keeps the latest codes in memory and shows them on a page that answers to loopback alone.</summary>
internal sealed class DevelopmentOutbox(TimeProvider time) : ISmsGateway
{
    private const int Kept = 100;
    private readonly Lock _lock = new();
    private readonly LinkedList<OutboxMessage> _messages = new();

    public string? ClosedReason => null;

    public Task<bool> SendAsync(PhoneNumber number, string code, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _messages.AddFirst(new OutboxMessage { Number = number.E164, Code = code, SentAt = time.GetUtcNow() });
            if (_messages.Count > Kept)
            {
                _messages.RemoveLast();
            }
        }

        return Task.FromResult(true);
    }

    /// <summary>Newest first; all, or those to one number.</summary>
    public IReadOnlyList<OutboxMessage> Messages(string? number)
    {
        lock (_lock)
        {
            return [.. _messages.Where(message => number is null || message.Number == number)];
        }
    }
}
