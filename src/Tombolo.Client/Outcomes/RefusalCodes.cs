namespace Tombolo.Client;

/// <summary>Refusals that the device makes itself, beside the host's closed list in <see cref="Interop.Errors.ErrorCode"/>.</summary>
public static class RefusalCodes
{
    /// <summary>There is no connection, and this cannot wait in the outbox.</summary>
    public const string Offline = "offline";

    /// <summary>The device has no account yet.</summary>
    public const string NotRegistered = "not_registered";

    /// <summary>There is no chat of this id on the device.</summary>
    public const string ChatUnknown = "chat_unknown";

    /// <summary>There is no open contact request of this id on the device.</summary>
    public const string RequestUnknown = "request_unknown";

    /// <summary>The text is empty.</summary>
    public const string TextEmpty = "text_empty";

    /// <summary>The text is longer than 16 KiB of UTF-8.</summary>
    public const string TextTooLong = "text_too_long";

    /// <summary>The identity token's key is not the one this device holds.</summary>
    public const string KeyConflict = "key_conflict";

    /// <summary>The peer did not keep the protocol, or is no Tombolo host.</summary>
    public const string ProtocolBroken = "protocol_broken";

    /// <summary>The chat belongs to an account that this device no longer has; it can be read only.</summary>
    public const string AccountReplaced = "account_replaced";

    /// <summary>This person blocked the other one.</summary>
    public const string Blocked = "blocked";

    /// <summary>The message could not be decrypted and the sender did not send it again.</summary>
    public const string Undecryptable = "undecryptable";

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        [Offline] = "There is no connection to the host right now.",
        [NotRegistered] = "This device is not registered yet.",
        [ChatUnknown] = "There is no such chat on this device.",
        [RequestUnknown] = "There is no such contact request on this device.",
        [TextEmpty] = "A message needs some text.",
        [TextTooLong] = "The text is longer than 16 KiB.",
        [KeyConflict] = "The identity token was made for another key than this device holds.",
        [ProtocolBroken] = "The other side does not keep to the protocol.",
        [Undecryptable] = "The message could not be decrypted.",
        [AccountReplaced] = "This chat belongs to an earlier account of this device.",
        [Blocked] = "You have blocked this person.",
    };

    /// <summary>The codes, each with one English sentence.</summary>
    public static IReadOnlyDictionary<string, string> All => Texts;

    internal static Refusal Local(string code) =>
        new(code, Texts.GetValueOrDefault(code, "The host refused this."));
}
