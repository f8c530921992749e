using System.Globalization;
using System.Xml.Linq;
using Tombolo.Client.Connection;
using Tombolo.Client.Device;
using Tombolo.Client.Storage;
using Tombolo.Client.Wire;
using Tombolo.Interop.Keys;
using Tombolo.Signal;
using SignedPreKey = Tombolo.Interop.Keys.SignedPreKey;

namespace Tombolo.Client.Keys;

/// <summary>Keeps the host supplied with prekeys: refill at 20 %, new signed ones weekly, old private halves gone after 35 days.</summary>
internal sealed class KeyMaintenance(DeviceCore core)
{
    private const int LowWaterPercent = 20;

    private static readonly TimeSpan RotationAge = TimeSpan.FromDays(7);
    private static readonly TimeSpan PrivateHalfAge = TimeSpan.FromDays(35);

    /// <summary>Does what is due. Keys are saved before the host gets them; keys it did not take are made again next time.</summary>
    public async Task RunAsync(XmppSession session, CancellationToken cancellationToken)
    {
        var stock = await session.AskAsync("get", null, new XElement(Names.Keys + "keys"), cancellationToken);
        if (stock.Refusal is not null || stock.Payload is not { } answer)
        {
            return;
        }

        var count = answer.Name.LocalName == "count" ? answer : answer.Element(Names.Keys + "count") ?? answer;
        var upload = new XElement(Names.Keys + "keys");
        await core.StepAsync(change => FillAsync(change, count, upload), cancellationToken);
        if (upload.HasElements)
        {
            await session.AskAsync("set", null, upload, cancellationToken);
        }

        await core.StepAsync(change => ForgetOldAsync(change, cancellationToken), cancellationToken);
    }

    private async Task FillAsync(Change change, XElement count, XElement upload)
    {
        if (core.Time.GetUtcNow() - change.Device.RotatedAt >= RotationAge)
        {
            var (signed, lastResort) = PreKeySupply.Rotate(core, change);
            upload.Add(Element("signed", signed), Element("last-resort", lastResort));
        }

        if (Missing(count.Number("ec"), DeviceKeys.PreKeyCount) is > 0 and var ec)
        {
            var keys = await PreKeySupply.OneTimeAsync(change, ec);
            upload.Add(keys.Select(key => new XElement(Names.Keys + "prekey", new XAttribute("id", key.Id), Convert.ToBase64String(key.Key))));
        }

        if (Missing(count.Number("kyber"), DeviceKeys.KyberPreKeyCount) is > 0 and var kyber)
        {
            var keys = await PreKeySupply.KyberAsync(core, change, kyber);
            upload.Add(keys.Select(key => Element("kyber", key)));
        }
    }

    private async Task ForgetOldAsync(Change change, CancellationToken cancellationToken)
    {
        var oldest = core.Time.GetUtcNow() - PrivateHalfAge;
        foreach (var (key, value) in await core.Store.ListAsync(Tables.SignedPreKeys, cancellationToken))
        {
            using var record = SignedPreKeyRecord.Deserialize(value);
            if (record.CreatedAt < oldest && record.Id != change.Device.SignedPreKeyId)
            {
                change.Delete(Tables.SignedPreKeys, key);
            }
        }

        foreach (var (key, value) in await core.Store.ListAsync(Tables.KyberPreKeys, cancellationToken))
        {
            using var record = KyberPreKeyRecord.Deserialize(value);
            if (record.Use == KyberPreKeyUse.LastResort && record.CreatedAt < oldest && record.Id != change.Device.LastResortId)
            {
                change.Delete(Tables.KyberPreKeys, key);
                await ForgetUsesAsync(change, record.Id, cancellationToken);
            }
        }
    }

    private async Task ForgetUsesAsync(Change change, uint id, CancellationToken cancellationToken)
    {
        var prefix = id.ToString(CultureInfo.InvariantCulture) + "/";
        foreach (var (key, _) in await core.Store.ListAsync(Tables.KyberUses, cancellationToken))
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
            {
                change.Delete(Tables.KyberUses, key);
            }
        }
    }

    private static int Missing(long? stock, int full) => stock is { } left && left * 100 <= full * LowWaterPercent ? full - (int)left : 0;

    private static XElement Element(string name, SignedPreKey key) => new(
        Names.Keys + name, new XAttribute("id", key.Id), new XAttribute("sig", Convert.ToBase64String(key.Signature)), Convert.ToBase64String(key.Key));
}
