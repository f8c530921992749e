using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Options;
using Tombolo.Server.Abuse;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Routing;

namespace Tombolo.Server.Keys;

/// <summary><c>urn:tombolo:keys:0</c>: device lists and bundles of others, the own stock of prekeys.</summary>
internal sealed class KeysHandler(
    KeyAccess access, PreKeyStore preKeys, IAccountSignals signals, ServiceNames services, RateLimits rates, IOptions<TomboloServerOptions> options) : IIqHandler
{
    public string Namespace => KeyNamespaces.Keys;

    public async ValueTask<IqReply> HandleAsync(IqRequest request, CancellationToken cancellationToken) => (request.Type, request.Payload.Name.LocalName) switch
    {
        (IqType.Get, "devices") => await DevicesAsync(request, cancellationToken),
        (IqType.Get, "bundle") => await BundleAsync(request, cancellationToken),
        (IqType.Get, "keys") when request.To is null => IqReply.Result(KeyElements.Write("count", await preKeys.CountAsync(request.Sender, cancellationToken))),
        (IqType.Set, "keys") when request.To is null => await UploadAsync(request, cancellationToken),
        _ => IqReply.Error(ErrorCode.FeatureUnknown),
    };

    private async Task<IqReply> DevicesAsync(IqRequest request, CancellationToken cancellationToken)
    {
        var found = await access.FindAsync(request, cancellationToken);
        return found.Value is { } facts ? IqReply.Result(DeviceListElement.Of(facts)) : IqReply.Error(found.Refusal!.Value);
    }

    private async Task<IqReply> BundleAsync(IqRequest request, CancellationToken cancellationToken)
    {
        if (!int.TryParse((string?)request.Payload.Attribute("device"), NumberStyles.None, CultureInfo.InvariantCulture, out var device) || device is < 1 or > DeviceAddress.MaxDevice)
        {
            return IqReply.Error(ErrorCode.RequestMalformed);
        }

        var limit = options.Value.Abuse.BundlesPerAccountAndHour;
        if (!rates.TryTake("bundles", request.Sender.Account.ToString(), limit, TimeSpan.FromHours(1), out _))
        {
            return IqReply.Error(ErrorCode.PolicyRate);
        }

        var found = await access.FindAsync(request, cancellationToken);
        if (found.Value is not { } facts)
        {
            return IqReply.Error(found.Refusal!.Value);
        }

        var address = new DeviceAddress(facts.Account, device);
        if (await preKeys.TakeBundleAsync(address, request.Sender.Account, cancellationToken) is not { } bundle)
        {
            return IqReply.Error(ErrorCode.DeviceUnknown);
        }

        if (bundle.Left is { IsLow: true } left)
        {
            await PushLowAsync(address, left, cancellationToken);
        }

        return IqReply.Result(KeyElements.Write(device, bundle));
    }

    private async Task<IqReply> UploadAsync(IqRequest request, CancellationToken cancellationToken)
    {
        if (!rates.TryTake("key uploads", request.Sender.ToString(), options.Value.Abuse.KeyUploadsPerAccountAndHour, TimeSpan.FromHours(1), out _))
        {
            return IqReply.Error(ErrorCode.PolicyRate);
        }

        if (KeyElements.ReadUpload(request.Payload) is not { } upload)
        {
            return IqReply.Error(ErrorCode.RequestMalformed);
        }

        var found = await access.FindAsync(request, cancellationToken);
        var own = found.Value?.Devices.FirstOrDefault(device => device.Id == request.Sender.Device);
        if (own is null)
        {
            return IqReply.Error(ErrorCode.DeviceUnknown);
        }

        return IdentitySignature.TryCreate(own.IdentityKey.AsSpan(), out var identity)
            && upload.IsSound(identity!)
            && await preKeys.AddAsync(request.Sender, upload, cancellationToken)
            ? IqReply.Empty
            : IqReply.Error(ErrorCode.KeysInvalid);
    }

    private Task PushLowAsync(DeviceAddress device, PreKeyCount left, CancellationToken cancellationToken)
    {
        var payload = Encoding.UTF8.GetBytes(KeyElements.Write("low", left).ToString(SaveOptions.DisableFormatting));
        return signals.PushAsync(device.Account, new HostNotice(services.HostDomain, payload), cancellationToken);
    }
}
