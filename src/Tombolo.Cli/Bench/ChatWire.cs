using System.Security.Cryptography;

namespace Tombolo.Cli.Bench;

/// <summary>Plain chat of standard clients (RFC 6121), with a body that looks encrypted.</summary>
internal sealed class ChatWire(LoadTarget target) : IPairWire
{
    private readonly LoadLogin _login = new(target);

    public async Task<LoadConnection> LogInAsync(int user, CancellationToken cancellationToken)
    {
        var connection = await _login.LogInAsync(user, managed: true, cancellationToken).ConfigureAwait(false);
        await connection.WriteAsync("<presence/>", cancellationToken).ConfigureAwait(false);
        return connection;
    }

    public (string Head, string Tail) Message(int receiver, int bodyBytes) => (
        $"<message type='chat' to='{LoadTarget.UserName(receiver)}@{target.Domain}' id='m",
        $"'><body>{Convert.ToBase64String(RandomNumberGenerator.GetBytes(bodyBytes * 3 / 4))}</body></message>");
}
