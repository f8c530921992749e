using System.Threading.Channels;
using System.Xml.Linq;
using Tombolo.Client.Device;
using Tombolo.Client.Inbox;
using Tombolo.Client.Keys;
using Tombolo.Client.Outbox;
using Tombolo.Client.Registration;
using Tombolo.Client.Settings;
using Tombolo.Client.Wire;

namespace Tombolo.Client.Connection;

/// <summary>What a device does beside messages: learns its own account, setting and devices after login, keeps its keys in stock.</summary>
internal sealed class HouseKeeping(DeviceCore core, SettingsKeeper settings, KeyMaintenance keys)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(6);

    private readonly Channel<bool> _kicks = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Keys run low.</summary>
    public void Kick() => _kicks.Writer.TryWrite(true);

    public async Task RunAsync(XmppSession session, bool resumed, CancellationToken cancellationToken)
    {
        try
        {
            if (!resumed)
            {
                await LearnAsync(session, cancellationToken);
            }

            while (!cancellationToken.IsCancellationRequested)
            {
                await keys.RunAsync(session, cancellationToken);
                await SentRecords.ForgetOldAsync(core, cancellationToken);
                using var woken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                await Task.WhenAny(_kicks.Reader.WaitToReadAsync(woken.Token).AsTask(), Task.Delay(Pause, core.Time, woken.Token));
                await woken.CancelAsync();
                _kicks.Reader.TryRead(out _);
            }
        }
        catch (OperationCanceledException)
        {
            // The connection has ended.
        }
    }

    private async Task LearnAsync(XmppSession session, CancellationToken cancellationToken)
    {
        var account = await session.AskAsync("get", null, new XElement(Names.Account + "account"), cancellationToken);
        var devices = await session.AskAsync("get", null, new XElement(Names.Keys + "devices"), cancellationToken);
        await core.StepAsync(
            change =>
            {
                var before = change.Device;
                change.Put(before with
                {
                    Identifier = MailboxEntry.ReadIdentity(account.Payload?.Element(Names.Account + "identifier")) ?? before.Identifier,
                    OwnDevices = KeyElements.ReadDevices(devices.Payload) ?? before.OwnDevices,
                });
                if (change.Device.Identifier != before.Identifier && Enrolment.AccountOf(change.Device) is { } known)
                {
                    change.Tell(new AccountChanged(known));
                }
            },
            cancellationToken);
        await settings.AskAsync(session, cancellationToken);
    }
}
