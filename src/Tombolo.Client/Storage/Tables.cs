using System.Globalization;

namespace Tombolo.Client.Storage;

/// <summary>Names of the tables and the form of their keys.</summary>
internal static class Tables
{
    public const string Device = "device";
    public const string DeviceKey = "self";
    public const string Chats = "chats";
    public const string EntryIndex = "entries";
    public const string Outbox = "outbox";
    public const string Sent = "sent";
    public const string Sessions = "sessions";
    public const string SessionResets = "resets";
    public const string Identities = "identities";
    public const string PreKeys = "prekeys";
    public const string SignedPreKeys = "signed";
    public const string KyberPreKeys = "kyber";
    public const string KyberUses = "kyber-uses";

    /// <summary>The thread of a chat.</summary>
    public static string Thread(string chat) => "thread/" + chat;

    /// <summary>A number as a key: ordinal order is numeric order.</summary>
    public static string Key(long number) => number.ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>A device of an account as a key.</summary>
    public static string Key(string address, int device) => string.Create(CultureInfo.InvariantCulture, $"{address}/{device}");
}
