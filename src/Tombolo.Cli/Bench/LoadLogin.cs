using System.Text;
using Tombolo.Xmpp.Namespaces;
using Tombolo.Xmpp.Stanzas;

namespace Tombolo.Cli.Bench;

/// <summary>
/// The classic login every server knows: stream, TLS where asked, SASL, bind, stream management (RFC 6120, XEP-0198). Optionally makes the
/// account first (XEP-0077), which is how the peers get theirs.
/// </summary>
internal sealed class LoadLogin(LoadTarget target)
{
    /// <summary>Creates the account on a server that permits in-band registration; an account that exists already is fine.</summary>
    public async Task RegisterAsync(int user, CancellationToken cancellationToken)
    {
        await using var connection = await LoadConnection.OpenAsync(target, cancellationToken).ConfigureAwait(false);
        await OpenStreamAsync(connection, cancellationToken).ConfigureAwait(false);
        var name = LoadTarget.UserName(user);
        await connection.WriteAsync(
            $"<iq type='set' id='reg'><query xmlns='jabber:iq:register'><username>{name}</username><password>{LoadTarget.Password}</password></query></iq>",
            cancellationToken).ConfigureAwait(false);
        var answer = await connection.ReadAsync(cancellationToken).ConfigureAwait(false);
        var text = Text(answer);
        if (!answer.Type.SequenceEqual("result"u8) && !text.Contains("conflict", StringComparison.Ordinal))
        {
            throw new IOException($"The server did not register {name}: {text}");
        }
    }

    /// <summary>Logs in and returns the bound connection; with <paramref name="managed"/> stream management is on.</summary>
    public async Task<LoadConnection> LogInAsync(int user, bool managed, CancellationToken cancellationToken)
    {
        var connection = await LoadConnection.OpenAsync(target.For(user), cancellationToken).ConfigureAwait(false);
        try
        {
            await NegotiateAsync(connection, user, managed, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task NegotiateAsync(LoadConnection connection, int user, bool managed, CancellationToken cancellationToken)
    {
        await OpenStreamAsync(connection, cancellationToken).ConfigureAwait(false);
        if (target.Transport == LoadTransport.StartTls)
        {
            await connection.WriteAsync("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", cancellationToken).ConfigureAwait(false);
            await ExpectAsync(connection, "proceed", cancellationToken).ConfigureAwait(false);
            await connection.SecureAsync(target, cancellationToken).ConfigureAwait(false);
            await OpenStreamAsync(connection, cancellationToken).ConfigureAwait(false);
        }

        await AuthenticateAsync(connection, LoadTarget.UserName(user), cancellationToken).ConfigureAwait(false);
        connection.Restart();
        await OpenStreamAsync(connection, cancellationToken).ConfigureAwait(false);
        await connection.WriteAsync(
            "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>load</resource></bind></iq>", cancellationToken).ConfigureAwait(false);
        await ExpectAsync(connection, "iq", cancellationToken).ConfigureAwait(false);
        if (managed)
        {
            await connection.WriteAsync("<enable xmlns='urn:xmpp:sm:3'/>", cancellationToken).ConfigureAwait(false);
            await ExpectAsync(connection, "enabled", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task OpenStreamAsync(LoadConnection connection, CancellationToken cancellationToken)
    {
        await connection.WriteAsync(
            $"<?xml version='1.0'?><stream:stream to='{target.Domain}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>",
            cancellationToken).ConfigureAwait(false);
        _ = await connection.ReadAsync(cancellationToken).ConfigureAwait(false);
        await ExpectAsync(connection, "features", cancellationToken).ConfigureAwait(false);
    }

    private async Task AuthenticateAsync(LoadConnection connection, string user, CancellationToken cancellationToken)
    {
        if (target.Mechanism == LoadMechanism.Plain)
        {
            var response = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{LoadTarget.Password}"));
            await connection.WriteAsync($"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{response}</auth>", cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var scram = new LoadScram(user, LoadTarget.Password);
            await connection.WriteAsync(
                $"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-1'>{scram.First()}</auth>", cancellationToken).ConfigureAwait(false);
            var challenge = await ExpectAsync(connection, "challenge", cancellationToken).ConfigureAwait(false);
            await connection.WriteAsync(
                $"<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>{scram.Final(challenge)}</response>", cancellationToken).ConfigureAwait(false);
        }

        await ExpectAsync(connection, "success", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the next element, passing over what a server may send between (acknowledgement requests), and returns its text content.</summary>
    private static async Task<string> ExpectAsync(LoadConnection connection, string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            var element = await connection.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (element.Kind == StanzaKind.Nonza && element.Namespace == KnownNamespace.StreamManagement && element.Name.SequenceEqual("r"u8))
            {
                continue;
            }

            var text = Text(element);
            if (!element.Name.SequenceEqual(Encoding.UTF8.GetBytes(name)) || element.Type.SequenceEqual("error"u8))
            {
                throw new IOException($"Expected <{name}>, the server sent {text}");
            }

            return text[(text.IndexOf('>', StringComparison.Ordinal) + 1)..].Split('<')[0];
        }
    }

    private static string Text(StanzaEnvelope element) => Encoding.UTF8.GetString(element.Bytes);
}
