using System.Text;
using Tombolo.Fuzzing;
using Tombolo.Xmpp.Sasl;
using Tombolo.Xmpp.Sasl.HashedTokens;
using Tombolo.Xmpp.Sasl.OAuthBearer;
using Tombolo.Xmpp.Sasl.Plain;
using Tombolo.Xmpp.Sasl.Scram;

namespace Tombolo.Server.Fuzz;

/// <summary>The messages of every mechanism, before anybody has proved anything.</summary>
internal static class SaslTargets
{
    private static readonly byte[][] Words = [.. new[] { "n,,", "y,,", "p=tls-server-end-point,,", "n=", "r=", "c=biws", ",p=", "a=", "=2C", "=3D", "\u0001", "auth=Bearer ", "\0" }.Select(Encoding.UTF8.GetBytes)];

    private static readonly Lazy<ScramCredentials> Credentials = new(() => ScramCredentials.Decoy(ScramHash.Sha256, "name", new byte[32]));

    internal static IEnumerable<FuzzTarget> All =>
    [
        new("sasl", Read, () => Samples) { Words = Words, MaxInputSize = 1024 },
    ];

    private static byte[][] Samples =>
    [
        "n,,n=user,r=rOprNGfwEbeRWgbNEkqO\nc=biws,r=a,p=YQ=="u8.ToArray(), "n,a=a@b,\u0001auth=Bearer x\u0001nonce=AAAA\u0001\u0001"u8.ToArray(), "\0user\0password"u8.ToArray(),
    ];

    private static void Read(ReadOnlySpan<byte> input)
    {
        Scram(input);
        Messages(input);
    }

    /// <summary>First line: the client's first message; second: its last. Nobody who does not know the password gets in.</summary>
    private static void Scram(ReadOnlySpan<byte> input)
    {
        int cut = input.IndexOf((byte)'\n');
        ReadOnlySpan<byte> first = cut < 0 ? input : input[..cut];
        ScramChannel channel = new("tls-server-end-point", new byte[] { 1, 2, 3 });
        foreach (string mechanism in new[] { "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS" })
        {
            ScramServer server = ScramServer.Create(mechanism, channel, plusOffered: true)!;
            if (server.Begin(first) is not null)
            {
                continue;
            }

            Expect.That(server.UserName.Length > 0, "a name that was read is there");
            byte[] challenge = server.Challenge(Credentials.Value, "nonce");
            Expect.That(challenge.AsSpan().IndexOf((byte)'\n') < 0, "a challenge is one line");
            Expect.That(cut < 0 || server.Finish(input[(cut + 1)..], out byte[] proof) is not null || proof.Length == 0, "nobody gets in without the password");
        }
    }

    private static void Messages(ReadOnlySpan<byte> input)
    {
        if (PlainMessage.Read(input) is { } plain)
        {
            Expect.That(plain.AuthenticationId.Length > 0 && !plain.AuthenticationId.Contains('\0', StringComparison.Ordinal), "a name holds no NUL");
        }

        if (OAuthBearerMessage.Read(input) is { } bearer)
        {
            Expect.That(OAuthBearerMessage.Read(bearer.ToBytes())?.Token == bearer.Token, "a token is written and read as the same");
        }

        if (HashedToken.TryReadInitialResponse(input, out string identity, out ReadOnlySpan<byte> proof))
        {
            Expect.That(identity.Length > 0 && proof.Length == HashedToken.ProofBytes, "a proof has its size");
            Expect.That(!HashedToken.VerifyInitiator("secret"u8, default, proof), "nobody guesses a token");
        }

        _ = SaslPrep.TryPrepare(Encoding.UTF8.GetString(input), out _);
    }
}
