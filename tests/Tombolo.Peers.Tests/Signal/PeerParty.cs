using System.Text;
using System.Text.Json.Nodes;

namespace Tombolo.Peers.Tests.Signal;

/// <summary>A person who uses Signal's library.</summary>
internal sealed class PeerParty : IParty
{
    private const int DuplicatedMessage = 1;
    private const int UntrustedIdentity = 3;

    private readonly PeerProcess _process;

    private PeerParty(PeerProcess process, ProtocolAddress address, IdentityKey identity)
    {
        _process = process;
        Address = address;
        Identity = identity;
    }

    public ProtocolAddress Address { get; }

    public IdentityKey Identity { get; private set; }

    internal static async Task<PeerParty> CreateAsync(PeerProcess process, ProtocolAddress address)
    {
        JsonObject created = Expect(await process.AskAsync(new JsonObject
        {
            ["op"] = "create",
            ["person"] = address.ToString(),
            ["name"] = address.Name,
            ["deviceId"] = address.DeviceId,
        }));
        return new PeerParty(process, address, IdentityKey.Deserialize(Bytes(created, "identity")));
    }

    public async Task<PreKeyBundle> PublishAsync(bool oneTime, KyberChoice kyber)
    {
        string choice = kyber switch { KyberChoice.None => "none", KyberChoice.OneTime => "oneTime", _ => "lastResort" };
        JsonObject bundle = await AskAsync("bundle", ("oneTime", oneTime), ("kyber", choice));
        return new PreKeyBundle
        {
            RegistrationId = (uint)bundle["registrationId"]!,
            DeviceId = (uint)bundle["deviceId"]!,
            IdentityKey = IdentityKey.Deserialize(Bytes(bundle, "identity")),
            SignedPreKeyId = (uint)bundle["signedPreKeyId"]!,
            SignedPreKey = PublicKey.Deserialize(Bytes(bundle, "signedPreKey")),
            SignedPreKeySignature = Bytes(bundle, "signedPreKeySignature"),
            PreKey = oneTime
                ? new OneTimePreKey((uint)bundle["preKeyId"]!, PublicKey.Deserialize(Bytes(bundle, "preKey")))
                : null,
            KyberPreKey = kyber == KyberChoice.None ? null : new SignedKyberPreKey(
                (uint)bundle["kyberPreKeyId"]!,
                KyberPublicKey.Deserialize(Bytes(bundle, "kyberPreKey")),
                Bytes(bundle, "kyberPreKeySignature")),
        };
    }

    public async Task StartAsync(IParty remote, PreKeyBundle bundle)
    {
        JsonObject json = new()
        {
            ["registrationId"] = bundle.RegistrationId,
            ["deviceId"] = bundle.DeviceId,
            ["identity"] = Convert.ToBase64String(bundle.IdentityKey.Serialize()),
            ["signedPreKeyId"] = bundle.SignedPreKeyId,
            ["signedPreKey"] = Convert.ToBase64String(bundle.SignedPreKey.Serialize()),
            ["signedPreKeySignature"] = Convert.ToBase64String(bundle.SignedPreKeySignature.Span),
        };
        if (bundle.PreKey is { } preKey)
        {
            json["preKeyId"] = preKey.Id;
            json["preKey"] = Convert.ToBase64String(preKey.PublicKey.Serialize());
        }

        if (bundle.KyberPreKey is { } kyber)
        {
            json["kyberPreKeyId"] = kyber.Id;
            json["kyberPreKey"] = Convert.ToBase64String(kyber.PublicKey.Serialize());
            json["kyberPreKeySignature"] = Convert.ToBase64String(kyber.Signature.Span);
        }

        await AskAsync("process", Remote(remote), RemoteDevice(remote), ("bundle", json));
    }

    public async Task<Letter> EncryptAsync(IParty remote, string text)
    {
        JsonObject sent = await AskAsync("encrypt", Remote(remote), RemoteDevice(remote), ("text", Text(text)));
        return new Letter((int)sent["type"]!, Bytes(sent, "body"));
    }

    public async Task<Opened> DecryptAsync(IParty remote, Letter letter) => Open(await TryAskAsync(
        "decrypt", Remote(remote), RemoteDevice(remote), ("type", letter.Type), ("body", Convert.ToBase64String(letter.Body))));

    public Task TrustAsync(bool onlyTheFirst) => AskAsync("trust", ("rule", onlyTheFirst ? "first" : "all"));

    public async Task ChangeIdentityAsync() =>
        Identity = IdentityKey.Deserialize(Bytes(await AskAsync("changeIdentity"), "identity"));

    public async Task<(int PreKeys, int KyberPreKeys)> CountKeysAsync()
    {
        JsonObject counts = await AskAsync("counts");
        return ((int)counts["preKeys"]!, (int)counts["kyberPreKeys"]!);
    }

    public async Task<byte[]> DistributeAsync(Guid distribution) =>
        Bytes(await AskAsync("distribute", ("distribution", distribution.ToString())), "body");

    public Task ProcessDistributionAsync(IParty sender, byte[] message) => AskAsync(
        "processDistribution", Remote(sender), RemoteDevice(sender), ("body", Convert.ToBase64String(message)));

    public async Task<byte[]> GroupEncryptAsync(Guid distribution, string text) => Bytes(
        await AskAsync("groupEncrypt", ("distribution", distribution.ToString()), ("text", Text(text))), "body");

    public async Task<Opened> GroupDecryptAsync(IParty sender, byte[] message) => Open(await TryAskAsync(
        "groupDecrypt", Remote(sender), RemoteDevice(sender), ("body", Convert.ToBase64String(message))));

    /// <summary>Any other operation of <c>person.mjs</c>.</summary>
    internal async Task<JsonObject> AskAsync(string operation, params (string Name, JsonNode? Value)[] arguments) =>
        Expect(await TryAskAsync(operation, arguments));

    internal static byte[] Bytes(JsonObject answer, string name) => Convert.FromBase64String((string)answer[name]!);

    private Task<JsonObject> TryAskAsync(string operation, params (string Name, JsonNode? Value)[] arguments)
    {
        JsonObject request = new() { ["op"] = operation, ["person"] = Address.ToString() };
        foreach ((string name, JsonNode? value) in arguments)
        {
            request[name] = value;
        }

        return _process.AskAsync(request);
    }

    private static Opened Open(JsonObject answer)
    {
        if ((bool)answer["ok"]!)
        {
            return Opened.As(Encoding.UTF8.GetString(Bytes(answer, "text")));
        }

        return Opened.Refused((int)answer["code"]! switch
        {
            DuplicatedMessage => Refusal.Duplicate,
            UntrustedIdentity => Refusal.UntrustedIdentity,
            _ => Refusal.Other,
        });
    }

    private static JsonObject Expect(JsonObject answer) => (bool)answer["ok"]!
        ? answer
        : throw new InvalidOperationException($"The peer refused: {answer["message"]} (code {answer["code"]}).");

    private static (string Name, JsonNode? Value) Remote(IParty remote) => ("remote", remote.Address.Name);

    private static (string Name, JsonNode? Value) RemoteDevice(IParty remote) => ("remoteDevice", remote.Address.DeviceId);

    private static string Text(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
