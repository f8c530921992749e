using Tombolo.Client.Connection;
using Tombolo.Client.Conversations;
using Tombolo.Client.Device;
using Tombolo.Interop.Errors;

namespace Tombolo.Client.Settings;

/// <summary>The setting as the host has it, and what it means for the chats: a host user's third-party chats are read-only while it is off.</summary>
internal sealed class SettingsKeeper(DeviceCore core)
{
    public async Task<Outcome<ThirdPartyChats>> AskAsync(XmppSession session, CancellationToken cancellationToken) =>
        await TakeAnswerAsync(await session.AskAsync("get", null, SettingsElements.Question(), cancellationToken), cancellationToken);

    public async Task<Outcome<ThirdPartyChats>> SetAsync(
        XmppSession session, bool enabled, IReadOnlyCollection<string> partners, InboxStyle inbox, CancellationToken cancellationToken)
    {
        var wish = SettingsElements.Write(enabled, inbox, partners, core.Device.Settings?.Partners ?? []);
        return await TakeAnswerAsync(await session.AskAsync("set", null, wish, cancellationToken), cancellationToken);
    }

    public Task TakeAsync(ThirdPartyChats settings, CancellationToken cancellationToken) => core.StepAsync(
        change =>
        {
            if (!IsSame(settings, change.Device.Settings))
            {
                change.Put(change.Device with
                {
                    Settings = settings,
                    PartnerNames = settings.Partners.ToDictionary(partner => partner.Id, partner => partner.Name, StringComparer.Ordinal),
                });
                change.Tell(new SettingsChanged(settings));
            }

            Apply(change, settings);
        },
        cancellationToken);

    private async Task<Outcome<ThirdPartyChats>> TakeAnswerAsync(IqAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Refusal is { } refusal)
        {
            return refusal;
        }

        if (SettingsElements.Read(answer.Payload) is not { } settings)
        {
            return RefusalCodes.Local(RefusalCodes.ProtocolBroken);
        }

        await TakeAsync(settings, cancellationToken);
        return settings;
    }

    private void Apply(Change change, ThirdPartyChats settings)
    {
        var off = ErrorCode.PolicyOptedOut.ToWireName();
        var open = settings.Enabled ? settings.Partners.Where(partner => partner.Enabled).Select(partner => partner.Id).ToHashSet(StringComparer.Ordinal) : [];
        var isHostUser = change.Device.Address is { } own && Partners.DomainOf(own) == change.Device.HostDomain;
        foreach (var chat in change.AllChats().Where(chat => isHostUser && chat.State == ContactState.Accepted && chat.Peer?.Partner is not null))
        {
            var reason = open.Contains(chat.Peer!.Partner!) ? null : off;
            if (reason != chat.ReadOnlyReason && chat.ReadOnlyReason is null or "policy_opted_out")
            {
                change.Put(chat with { ReadOnlyReason = reason });
                Threads.AddNotice(change, chat.Address, reason is null ? NoticeKind.Writable : NoticeKind.ReadOnly, core.Time.GetUtcNow());
            }
        }
    }

    private static bool IsSame(ThirdPartyChats one, ThirdPartyChats? other) =>
        other is not null && one.Enabled == other.Enabled && one.Inbox == other.Inbox && one.Partners.SequenceEqual(other.Partners);
}
