using Tombolo.Client.Conversations;
using Tombolo.Client.Device;
using Tombolo.Client.Keys;
using Tombolo.Interop;
using Tombolo.Interop.Discovery;
using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Errors;
using Tombolo.Interop.Identity;
using Tombolo.Interop.Keys;
using Tombolo.Interop.Registration;

namespace Tombolo.Client.Registration;

/// <summary>Makes this device a device of an account: by phone number or by identity token. Doing it again keeps chats and keys.</summary>
internal sealed class Enrolment(DeviceCore core, HostClient host)
{
    private DeviceKeys? _prepared;

    public async Task<Outcome<RegistrationStarted>> RegisterAsync(string number, CancellationToken cancellationToken)
    {
        var started = await host.RegisterAsync(number, cancellationToken);
        if (started.Succeeded)
        {
            await core.StepAsync(change => change.Put(change.Device with { PendingRegistration = started.Value.Id, PendingNumber = number }), cancellationToken);
        }

        return started;
    }

    public async Task<Outcome<Account>> VerifyAsync(string code, CancellationToken cancellationToken)
    {
        if (core.Device.PendingRegistration is not { } registration)
        {
            return Refusal.For(ErrorCode.RegistrationUnknown);
        }

        var about = await host.DescribeAsync(cancellationToken);
        if (!about.Succeeded)
        {
            return about.Refusal;
        }

        var keys = await PrepareAsync(cancellationToken);
        var enrolled = await host.VerifyAsync(registration, new VerificationRequest { Code = code, Device = Describe(), Keys = keys }, cancellationToken);
        return enrolled.Succeeded ? await AdoptAsync(enrolled.Value, about.Value, cancellationToken) : enrolled.Refusal;
    }

    public async Task<Outcome<Account>> EnlistAsync(DeviceCredential credential, CancellationToken cancellationToken)
    {
        if (!await TakeKeyAsync(credential, cancellationToken))
        {
            return RefusalCodes.Local(RefusalCodes.KeyConflict);
        }

        var about = await host.DescribeAsync(cancellationToken);
        if (!about.Succeeded)
        {
            return about.Refusal;
        }

        var nonce = await host.NonceAsync(cancellationToken);
        if (!nonce.Succeeded)
        {
            return nonce.Refusal;
        }

        var keys = await PrepareAsync(cancellationToken);
        var request = new EnlistmentRequest
        {
            Token = credential.Token,
            Nonce = nonce.Value.Nonce,
            Possession = core.Identity.Sign(Possession.Message(nonce.Value.Nonce, credential.Token, KeyDigest.Of(keys))),
            Device = Describe(),
            Keys = keys,
            ProtocolVersion = ProtocolVersion.Current,
        };
        var enrolled = await host.EnlistAsync(request, cancellationToken);
        return enrolled.Succeeded ? await AdoptAsync(enrolled.Value, about.Value, cancellationToken) : enrolled.Refusal;
    }

    /// <summary>Fresh keys, saved; after a wrong code the same ones again, since the host has not taken them and making them takes a while.</summary>
    private async Task<DeviceKeys> PrepareAsync(CancellationToken cancellationToken)
    {
        if (_prepared?.IdentityKey.AsSpan().SequenceEqual(core.Identity.PublicKey.Serialize()) != true)
        {
            _prepared = await core.StepAsync(change => PreKeySupply.EnrolAsync(core, change), cancellationToken);
        }

        return _prepared!;
    }

    private DeviceDescription Describe() => new()
    {
        Platform = core.Options.Platform,
        Name = core.Options.DeviceName,
        RegistrationId = core.Device.RegistrationId,
    };

    /// <summary>Takes the key that came with a development token, unless this device already lives under another one.</summary>
    private Task<bool> TakeKeyAsync(DeviceCredential credential, CancellationToken cancellationToken) => core.StepAsync(
        change =>
        {
            var pair = credential.IdentityKeyPair();
            var same = pair is null || pair.AsSpan().SequenceEqual(change.Device.IdentityKeyPair);
            if (!same && change.Device.Address is null)
            {
                change.Put(change.Device with { IdentityKeyPair = pair! });
            }

            return Task.FromResult(same || change.Device.Address is null);
        },
        cancellationToken);

    private async Task<Outcome<Account>> AdoptAsync(Enrolled enrolled, HostDocument about, CancellationToken cancellationToken)
    {
        _prepared = null;
        await core.StepAsync(change => Adopt(change, enrolled, about), cancellationToken);
        return AccountOf(core.Device)!;
    }

    private static void Adopt(Change change, Enrolled enrolled, HostDocument about)
    {
        var former = change.Device.Address;
        change.Put(change.Device with
        {
            Address = enrolled.Account,
            DeviceId = enrolled.DeviceId,
            LoginToken = enrolled.LoginToken,
            Websocket = enrolled.Endpoints.Websocket,
            XmppHost = enrolled.Endpoints.Xmpp.Host,
            XmppPort = enrolled.Endpoints.Xmpp.Port,
            HostDomain = about.Domain,
            Identifier = (former == enrolled.Account ? change.Device.Identifier : null) ?? GivenNumber(change.Device),
            PartnerNames = about.Partners.ToDictionary(partner => partner.Id, partner => partner.Name, StringComparer.Ordinal),
            PendingRegistration = null,
            PendingNumber = null,
            UnknownReason = null,
            LastSequence = 0,
            Settings = null,
        });
        if (former is not null && former != enrolled.Account)
        {
            SetAside(change);
        }

        change.Tell(new ChatsChanged());
    }

    /// <summary>Who the person is until the host tells it, which may be never: a host that is cleared meanwhile must not make the device forget whose it was.</summary>
    private static PeerIdentifier? GivenNumber(DeviceRecord device)
    {
        var digits = string.Concat((device.PendingNumber ?? "").Where(char.IsAsciiDigit));
        return device.PendingNumber?.TrimStart().StartsWith('+') == true && digits.Length > 0 ? new PeerIdentifier(IdentifierTypes.Phone, "+" + digits) : null;
    }

    /// <summary>Another account: its peers know nothing of the old threads, which stay to be read.</summary>
    private static void SetAside(Change change)
    {
        foreach (var chat in change.AllChats())
        {
            change.Put(chat with
            {
                ReadOnlyReason = RefusalCodes.AccountReplaced,
                State = chat.State == ContactState.Requested ? ContactState.Declined : chat.State,
            });
        }

        foreach (var waiting in change.Waiting().ToList())
        {
            change.Remove(waiting);
        }
    }

    public static Account? AccountOf(DeviceRecord device) => device.Address is not { } address ? null : new Account
    {
        Address = address,
        DeviceId = device.DeviceId,
        Identifier = device.Identifier,
        Partner = Partners.IdOf(Partners.DomainOf(address)),
    };
}
