using System.Text;

namespace Tombolo.Xmpp.Bench;

/// <summary>The stanzas the host sees most.</summary>
internal static class Samples
{
    internal const string Header =
        "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='localhost' version='1.0'>";

    /// <summary>An encrypted message to one device, its ciphertext 400 bytes of base64.</summary>
    internal static byte[] Encrypted { get; } = Encoding.UTF8.GetBytes(
        "<message type='chat' to='4f5ad4ce-0b1e-4a0e-9d80-0c5a8d6a2f11@localhost' id='0b7d2f4c-6f6e-4f57-8c3e-2d8a6d6f0a11'>"
        + "<encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1' devices='47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'>"
        + $"<to device='1' kind='message'>{Convert.ToBase64String(new byte[300])}</to></encrypted></message>");

    /// <summary>A plain chat message of a standard client.</summary>
    internal static byte[] Plain { get; } = Encoding.UTF8.GetBytes(
        "<message type='chat' to='bob@localhost/phone' id='a1'><body>Are we still meeting at the café at eight? I could be late 🙂</body>"
        + "<active xmlns='http://jabber.org/protocol/chatstates'/><request xmlns='urn:xmpp:receipts'/>"
        + "<origin-id xmlns='urn:xmpp:sid:0' id='a1'/></message>");

    /// <summary>A message with 48 KiB of ciphertext.</summary>
    internal static byte[] Large { get; } = Encoding.UTF8.GetBytes(
        "<message type='chat' to='4f5ad4ce-0b1e-4a0e-9d80-0c5a8d6a2f11@localhost' id='x'><encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1'>"
        + $"<to device='1' kind='message'>{Convert.ToBase64String(new byte[36 * 1024])}</to></encrypted></message>");
}
